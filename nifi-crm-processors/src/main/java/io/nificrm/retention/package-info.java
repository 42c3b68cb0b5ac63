/** How long things are kept: whole months are deleted when they are over age. */
package io.nificrm.retention;
