/** One voice is counted once: what repeats something said before, and what speaks for a machine or a campaign. */
package io.nificrm.voice.duplicate;
