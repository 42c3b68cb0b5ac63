/** The {@code crm} command. */
package io.nificrm.local.cli;
