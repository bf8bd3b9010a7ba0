// Org Relay on Azure Functions: a resource group with everything in it but the event subscription (subscription.bicep).
targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Name of this installation, for example orgrelay-production. Becomes part of the names of the resources.')
param environmentName string

@minLength(1)
@description('Azure region. It must offer Flex Consumption: az functionapp list-flexconsumption-locations')
param location string

@description('Object id of the principal that deploys. It may send to the topic, write secrets, and look at dead letters. Empty: nobody gets these roles.')
param principalId string = ''

@allowed(['User', 'ServicePrincipal'])
@description('What that principal is.')
param principalType string = 'User'

@minLength(1)
@description('URL of the IoT Central application, for example https://contoso.azureiotcentral.com')
param iotCentralUrl string

@allowed(['managed-identity', 'api-token'])
@description('How Org Relay proves itself to IoT Central. The managed identity needs a role in the IoT Central application (docs/azure.md).')
param iotCentralCredential string = 'managed-identity'

@secure()
@description('The API token of IoT Central, whole; only with iotCentralCredential api-token. Kept in the key vault.')
param iotCentralApiToken string = ''

@secure()
@minLength(16)
@metadata({ azd: { type: 'generate', config: { length: 40, noSpecial: true } } })
@description('The key that operators send in the header x-functions-key. Kept in the key vault. azd makes one.')
param operatorKey string

@secure()
@minLength(16)
@metadata({ azd: { type: 'generate', config: { length: 40, noSpecial: true } } })
@description('The secret that senders to /api/events send in the header x-api-key. Kept in the key vault. azd makes one.')
param eventsSecret string

@description('When sources with a snapshot are reconciled: six fields, UTC, for example 0 0 3 * * * for every night at three. Empty: not by itself.')
param reconcileSchedule string = ''

@description('Further app settings, for example those of sources: { ORGRELAY_SOURCES_GITHUB_PRESET: \'github\' }')
param additionalSettings object = {}

@description('Object ids of the principals that may send events to the topic.')
param senderPrincipalIds array = []

@description('Who hears of alerts by mail. Empty: they are only shown in the portal.')
param alertEmail string = ''

@allowed([512, 2048, 4096])
@description('Memory of an instance in MB. The native executable is content with 512.')
param instanceMemoryMB int = 512

@minValue(1)
@maxValue(1000)
@description('How many instances there may be at most. IoT Central takes 20 requests a second in all, so more do not help.')
param maximumInstanceCount int = 40

@description('Keeps a deleted key vault from being purged: its name, and so this environment, cannot be used again for 90 days. Once on, it stays on.')
param vaultPurgeProtection bool = false

var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module relay 'relay.bicep' = {
  name: 'orgrelay'
  scope: group
  params: {
    location: location
    tags: tags
    token: toLower(uniqueString(subscription().id, environmentName, location))
    principalId: principalId
    principalType: principalType
    iotCentralUrl: iotCentralUrl
    iotCentralCredential: iotCentralCredential
    iotCentralApiToken: iotCentralApiToken
    operatorKey: operatorKey
    eventsSecret: eventsSecret
    reconcileSchedule: reconcileSchedule
    additionalSettings: additionalSettings
    senderPrincipalIds: senderPrincipalIds
    alertEmail: alertEmail
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    vaultPurgeProtection: vaultPurgeProtection
  }
}

var secretsInVault = 'akvs://${subscription().subscriptionId}/${relay.outputs.vaultName}'

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP_NAME string = relay.outputs.functionAppName
output AZURE_KEY_VAULT_NAME string = relay.outputs.vaultName
output STORAGE_ACCOUNT_NAME string = relay.outputs.storageAccountName
output EVENT_TOPIC_NAME string = relay.outputs.topicName
output EVENT_TOPIC_ENDPOINT string = relay.outputs.topicEndpoint
output RELAY_URL string = relay.outputs.url
output RELAY_PRINCIPAL_ID string = relay.outputs.principalId
// references, which azd resolves at the next provision: what is in the vault then is kept, whoever has put it there
output OPERATOR_KEY string = '${secretsInVault}/operator-key'
output EVENTS_SECRET string = '${secretsInVault}/events-secret'
output IOT_CENTRAL_API_TOKEN string = iotCentralCredential == 'api-token' ? '${secretsInVault}/iot-central-api-token' : ''
