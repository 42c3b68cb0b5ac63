/** HTML to plain text, as a reader would see it. */
package io.nificrm.html;
