/** YouTube: comments and videos. */
package io.nificrm.source.youtube;
