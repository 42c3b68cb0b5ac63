/** The little HTTP that the demo community needs: requests in, answers out, on the loopback interface. */
package io.nificrm.local.community.http;
