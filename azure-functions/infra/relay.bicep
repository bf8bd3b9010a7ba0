// What is in the resource group. The parameters are explained in main.bicep.
param location string
param tags object
@description('Makes names unique that must be unique in the world.')
param token string
param principalId string
param principalType string
param iotCentralUrl string
param iotCentralCredential string
@secure()
param iotCentralApiToken string
@secure()
param operatorKey string
@secure()
param eventsSecret string
param reconcileSchedule string
param additionalSettings object
param senderPrincipalIds array
param alertEmail string
param instanceMemoryMB int
param maximumInstanceCount int
param vaultPurgeProtection bool

var functionAppName = 'func-orgrelay-${token}'

// What Org Relay is, to storage, to the key vault and to IoT Central.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-orgrelay-${token}'
  location: location
  tags: tags
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: 'storgrelay${token}'
    location: location
    tags: tags
    identityPrincipalId: identity.properties.principalId
    principalId: principalId
    principalType: principalType
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    identityPrincipalId: identity.properties.principalId
    principalId: principalId
    principalType: principalType
    hasApiToken: iotCentralCredential == 'api-token'
    purgeProtection: vaultPurgeProtection
    iotCentralApiToken: iotCentralApiToken
    operatorKey: operatorKey
    eventsSecret: eventsSecret
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: 'orgrelay-${token}'
    location: location
    tags: tags
    identityPrincipalId: identity.properties.principalId
  }
}

module watch 'modules/watch.bicep' = {
  name: 'watch'
  params: {
    name: 'orgrelay-${token}'
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    alertEmail: alertEmail
  }
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  params: {
    name: functionAppName
    location: location
    tags: tags
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    vaultUri: vault.outputs.uri
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    iotCentralUrl: iotCentralUrl
    iotCentralCredential: iotCentralCredential
    reconcileSchedule: reconcileSchedule
    additionalSettings: additionalSettings
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
  }
}

module topic 'modules/topic.bicep' = {
  name: 'topic'
  params: {
    name: 'evgt-orgrelay-${token}'
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
    deadLetterContainerName: storage.outputs.deadLetterContainerName
    // whoever deploys tries it out
    senderPrincipalIds: union(senderPrincipalIds, empty(principalId) ? [] : [principalId])
  }
}

output functionAppName string = functionApp.outputs.name
output url string = functionApp.outputs.url
output principalId string = identity.properties.principalId
output vaultName string = vault.outputs.name
output storageAccountName string = storage.outputs.name
output topicName string = topic.outputs.name
output topicEndpoint string = topic.outputs.endpoint
