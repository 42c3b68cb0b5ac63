/** The boards, one class each; each answers the questions of one role in the order in which they are asked. */
package io.nificrm.dashboards.boards;
