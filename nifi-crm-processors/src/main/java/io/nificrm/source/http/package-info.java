/** HTTP as a listener needs it: bounded, patient only up to a limit, and unable to be lured into the private network. */
package io.nificrm.source.http;
