// The function app on Flex Consumption, with the native executable as its custom handler.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param storageAccountName string
param deploymentContainerUrl string
param vaultUri string
param applicationInsightsConnectionString string
param iotCentralUrl string
param iotCentralCredential string
param reconcileSchedule string
param additionalSettings object
param instanceMemoryMB int
param maximumInstanceCount int

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageAccountName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd finds the app by this tag
  tags: union(tags, { 'azd-service-name': 'orgrelay' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
      // a custom handler; another version is accepted here and fails at the start
      runtime: { name: 'custom', version: '1.0' }
    }
  }
}

// On Linux they become environment variables, so they are written like those: docs/azure.md.
resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    {
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      AzureWebJobsStorage__accountName: storageAccountName
      AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
      AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
      AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
      APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      ORGRELAY_APPLICATIONS_DEFAULT_URL: iotCentralUrl
      ORGRELAY_APPLICATIONS_DEFAULT_CREDENTIAL: iotCentralCredential
      ORGRELAY_SOURCES_DEFAULT_AUTHENTICATION_SCHEME: 'header'
      ORGRELAY_SOURCES_DEFAULT_AUTHENTICATION_SECRETS: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/events-secret)'
      ORGRELAY_OPERATOR_KEY: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/operator-key)'
      // when sources are read whole, if they are: parameter reconcileSchedule
      RECONCILE_SCHEDULE: empty(reconcileSchedule) ? '0 0 * * * *' : reconcileSchedule
      'AzureWebJobs.reconcile.Disabled': string(empty(reconcileSchedule))
      // several instances share what they remember about order and repetition
      ORGRELAY_LEDGER: 'table'
      // and what came in: each kind of trigger has instances of its own
      ORGRELAY_JOURNAL: 'table'
    },
    iotCentralCredential == 'api-token'
      ? { ORGRELAY_APPLICATIONS_DEFAULT_API_TOKEN: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/iot-central-api-token)' }
      : {},
    iotCentralCredential == 'managed-identity' ? { ORGRELAY_APPLICATIONS_DEFAULT_CLIENT_ID: identityClientId } : {},
    additionalSettings
  )
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
