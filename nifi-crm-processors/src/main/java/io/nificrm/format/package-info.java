/**
 * What every format shares: the {@link io.nificrm.format.Format} door, items cut out of streams, and the small tools that
 * read a platform's JSON.
 */
package io.nificrm.format;
