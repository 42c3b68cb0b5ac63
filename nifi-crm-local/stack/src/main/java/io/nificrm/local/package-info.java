/** Everything the product needs, on one machine with nothing but a JDK: real servers, a demo community, one command. */
package io.nificrm.local;
