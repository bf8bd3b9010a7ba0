#!/bin/sh
# Subscribes the function eventgrid to the topic. Only after a deployment: Event Grid refuses a function that does not exist yet.
# Needs the Azure CLI, and what main.bicep gives out: AZURE_RESOURCE_GROUP, AZURE_FUNCTION_APP_NAME, EVENT_TOPIC_NAME, STORAGE_ACCOUNT_NAME.
set -eu
here=$(dirname "$0")

attempt=1
until az deployment group create \
  --resource-group "${AZURE_RESOURCE_GROUP:?}" \
  --name orgrelay-subscription \
  --template-file "$here/subscription.bicep" \
  --parameters functionAppName="${AZURE_FUNCTION_APP_NAME:?}" \
    topicName="${EVENT_TOPIC_NAME:?}" \
    storageAccountName="${STORAGE_ACCOUNT_NAME:?}" \
  --output none; do
  if [ "$attempt" -ge 5 ]; then
    echo "The subscription could not be created. Run $0 again when the function eventgrid is listed by: az functionapp function list" >&2
    exit 1
  fi
  echo "The function app may need a moment to list its functions; attempt $attempt of 5 failed." >&2
  attempt=$((attempt + 1))
  sleep 20
done
