/** A news outlet by RSS 2.0, a blog by Atom, reviews by JSON Feed, with conditional requests. */
package io.nificrm.local.community.feed;
