#!/bin/sh
# Puts boards and provisioning files where Grafana looks for them, with the real address of the triage desk, and starts
# Grafana. The address can't come otherwise: Grafana fills in no environment in dashboards and in the texts of alerts.
set -eu

case "$NIFICRM_DESK_URL" in
  *['|&"\ ']*)
    echo "NIFICRM_DESK_URL in .env is no plain address: $NIFICRM_DESK_URL" >&2
    exit 1
    ;;
esac

copy() {
  sed "s|http://localhost:9090/desk|${NIFICRM_DESK_URL%/}|g" "$1" > "$2"
}

cd /nifi-crm/dashboards
rm -rf /var/lib/grafana/dashboards /var/lib/grafana/provisioning
mkdir -p /var/lib/grafana/dashboards
for board in *.json; do
  copy "$board" "/var/lib/grafana/dashboards/$board"
done
for file in provisioning/*/*.yaml; do
  mkdir -p "/var/lib/grafana/$(dirname "$file")"
  copy "$file" "/var/lib/grafana/$file"
done

exec /run.sh
