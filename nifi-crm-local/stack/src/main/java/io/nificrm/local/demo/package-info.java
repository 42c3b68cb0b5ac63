/** The demo: a community talks, the flow listens, and a check that nothing got lost on the way. */
package io.nificrm.local.demo;
