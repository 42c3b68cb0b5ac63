package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.nificrm.elasticsearch.ConnectionProperty;
import io.nificrm.elasticsearch.ConnectionVerification;
import io.nificrm.elasticsearch.LongestRun;
import io.nificrm.elasticsearch.RecentTouchpoints.Position;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.scheduling.SchedulingStrategy;

@Tags({"crm", "people", "person", "stage", "mood", "relationship", "refresh", "elasticsearch"})
@CapabilityDescription(
        "Keeps crm-people: one document for everybody who was heard of, with handles, first and last seen, touchpoints"
                + " by platform, personas, mood and its trend, what was answered, and stage. People are computed from"
                + " their touchpoints, never counted up. Each run takes those of whom something was written or decided"
                + " since the last; once a day everybody, because moods fade and touchpoints are erased.")
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 min")
@Stateful(
        scopes = Scope.CLUSTER,
        description = "Up to when touchpoints and decisions are accounted for, and how far the daily round has come."
                + " Cleared: everybody is computed anew")
@SeeAlso(ResolvePeople.class)
public class RefreshPeople extends AbstractProcessor implements VerifiableProcessor {
    private static final String WRITTEN = "written";
    private static final String DECIDED = "decided";
    private static final String SWEEP_FROM = "sweep.from";
    private static final String SWEEP_DUE = "sweep.due";

    static final PropertyDescriptor CONNECTION =
            ConnectionProperty.required("The cluster that holds touchpoints and people.");

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(CONNECTION, LongestRun.PROPERTY);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        Clock clock = Clock.systemUTC();
        try {
            PeopleRefresh.Cursor from = cursor(session.getState(Scope.CLUSTER).toMap());
            PeopleRefresh.Step step = new PeopleRefresh(ConnectionProperty.cluster(context, CONNECTION), clock)
                    .run(from, LongestRun.enough(context, clock, this::isScheduled));
            session.setState(state(step.cursor()), Scope.CLUSTER);
            session.adjustCounter("people changed", step.changed(), false);
            if (step.changed() > 0) {
                getLogger().debug("{} people changed", step.changed());
            }
            if (!step.more()) {
                context.yield();
            }
        } catch (IOException | ElasticsearchException e) {
            context.yield();
            throw new ProcessException("People cannot be brought up to date, it is tried again: " + e.getMessage(), e);
        }
    }

    private static PeopleRefresh.Cursor cursor(Map<String, String> state) {
        return new PeopleRefresh.Cursor(
                position(state, WRITTEN),
                position(state, DECIDED),
                state.getOrDefault(SWEEP_FROM, ""),
                time(state, SWEEP_DUE));
    }

    private static Position position(Map<String, String> state, String name) {
        return Position.parse(Optional.ofNullable(state.get(name)));
    }

    private static Instant time(Map<String, String> state, String name) {
        return Optional.ofNullable(state.get(name)).map(Instant::parse).orElse(Instant.EPOCH);
    }

    private static Map<String, String> state(PeopleRefresh.Cursor cursor) {
        return Map.of(
                WRITTEN, cursor.written().toString(),
                DECIDED, cursor.decided().toString(),
                SWEEP_FROM, cursor.sweepFrom(),
                SWEEP_DUE, cursor.sweepDue().toString());
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        return ConnectionVerification.of(context, CONNECTION);
    }
}
