/** Personas of people: what an author's mentions said about the author, remembered and fading. */
package io.nificrm.voice.persona;
