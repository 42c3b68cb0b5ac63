/** What every processor shares: the attributes it reads and writes, and streaming touchpoints from FlowFile to FlowFile. */
package io.nificrm.flowfile;
