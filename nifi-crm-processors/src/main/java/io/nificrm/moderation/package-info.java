/** What we send ourselves, held against the caps of the listening profile: one-size-fits-all is spam. */
package io.nificrm.moderation;
