#!/bin/sh
# Puts the boards where Grafana's provisioning looks for them, with the real address of the triage desk, and starts
# Grafana. The address can't come from the environment otherwise: Grafana fills in none in a dashboard.
set -eu

case "$NIFICRM_DESK_URL" in
  *['|&"\ ']*)
    echo "NIFICRM_DESK_URL in .env is no plain address: $NIFICRM_DESK_URL" >&2
    exit 1
    ;;
esac

mkdir -p /var/lib/grafana/dashboards
for board in /nifi-crm/boards/*.json; do
  sed "s|http://localhost:9090|${NIFICRM_DESK_URL%/}|g" "$board" > "/var/lib/grafana/dashboards/$(basename "$board")"
done

exec /run.sh
