/** Reviews of businesses on Trustpilot, by its public API. */
package io.nificrm.source.trustpilot;
