/** What we did or what befell us, by the clock: boards compare a topic's volume and mood before and after it. */
package io.nificrm.marker;
