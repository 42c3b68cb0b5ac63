/** Processes that end with the one that started them. */
package io.nificrm.local.process;
