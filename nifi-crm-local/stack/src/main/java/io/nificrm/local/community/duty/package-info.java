/** Where the people on duty are told what needs an answer. */
package io.nificrm.local.community.duty;
