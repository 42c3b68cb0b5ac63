/** Mail: messages, bounces, complaints, automatic replies, and the events that providers of mail services report. */
package io.nificrm.email;
