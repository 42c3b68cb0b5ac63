/** Whether a webhook really comes from the provider that it names: signatures, and passwords where there are none. */
package io.nificrm.email.webhook;
