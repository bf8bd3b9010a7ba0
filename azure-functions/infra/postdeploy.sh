#!/bin/sh
# After the code is deployed: subscribes the function eventgrid to the topic, makes the operator key a function key, sends one event, shows what became of it.
# Needs the Azure CLI, logged in, and curl; azd hands over what main.bicep gives out.
set -eu
here=$(dirname "$0")

# the first provision has only just given the role that reads the vault, and it may take minutes until that is known
secret() {
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    az keyvault secret show --vault-name "${AZURE_KEY_VAULT_NAME:?}" --name "$1" --query value --output tsv && return
    sleep 30
  done
  echo "The secret $1 cannot be read from $AZURE_KEY_VAULT_NAME. Run $0 again when your role there is known." >&2
  return 1
}

# Event Grid refuses a function that does not exist yet
attempt=1
until az deployment group create --resource-group "${AZURE_RESOURCE_GROUP:?}" --name orgrelay-subscription \
  --template-file "$here/subscription.bicep" --parameters functionAppName="${AZURE_FUNCTION_APP_NAME:?}" \
  topicName="${EVENT_TOPIC_NAME:?}" storageAccountName="${STORAGE_ACCOUNT_NAME:?}" --output none; do
  if [ "$attempt" -ge 5 ]; then
    echo "The subscription could not be created. Run $0 again when the function eventgrid is listed by: az functionapp function list" >&2
    exit 1
  fi
  echo "The function app may need a moment to list its functions; attempt $attempt of 5 failed." >&2
  attempt=$((attempt + 1))
  sleep 20
done

# the value goes by standard input: other users of this machine can read the arguments of a command
key=$(secret operator-key)
printf '%s' "$key" | az functionapp keys set --resource-group "$AZURE_RESOURCE_GROUP" --name "$AZURE_FUNCTION_APP_NAME" \
  --key-type functionKeys --key-name operator --key-value @- --output none

url=${RELAY_URL:?}
curl --silent --show-error --fail --max-time 60 --retry 12 --retry-delay 10 --retry-all-errors --output /dev/null "$url/api/health/live" || {
  cat >&2 << END
$url/api/health/live does not answer: the log stream of the function app says why. If it names Key Vault references, the role of the identity was not known yet:
  az functionapp restart --resource-group $AZURE_RESOURCE_GROUP --name $AZURE_FUNCTION_APP_NAME
Then look again: azd hooks run postdeploy --service orgrelay
END
  exit 1
}

# the delete of an organization that nobody has goes the whole way to IoT Central, and changes nothing there
now=$(date +%s)
event='{"specversion":"1.0","id":"deployment-'$now'","source":"/orgrelay/postdeploy","type":"orgrelay.organization.deleted","data":{"id":"deployment-check-'$now'"}}'
key=$(secret events-secret)
answer=$(printf 'x-api-key: %s\n' "$key" | curl --silent --show-error --max-time 60 --header @- \
  --header 'content-type: application/cloudevents+json' --data "$event" "$url/api/events")
echo "$answer"

case $answer in
  *'"outcome":"applied"'*)
    echo "Org Relay works: the event went from $url to IoT Central and was applied."
    ;;
  *)
    cat >&2 << END
The event was not applied; the answer above says why. If IoT Central does not accept the identity, make it a user there:
  az extension add --name azure-iot
  az iot central user create --app-id <id of the application> --user-id orgrelay --role admin \\
    --tenant-id $(az account show --query tenantId --output tsv) --object-id ${RELAY_PRINCIPAL_ID:-<RELAY_PRINCIPAL_ID>}
Then look again: azd hooks run postdeploy --service orgrelay
END
    # a person can only do this now that the identity exists; a pipeline has deployed before
    if [ -n "${CI:-}" ]; then exit 1; fi
    ;;
esac
echo "Console: $url/api/console/"
echo "Its key: az keyvault secret show --vault-name $AZURE_KEY_VAULT_NAME --name operator-key --query value --output tsv"
