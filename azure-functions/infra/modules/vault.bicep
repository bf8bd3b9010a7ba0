// The key vault: every secret that the app settings refer to.
param name string
param location string
param tags object
@description('The identity of Org Relay.')
param identityPrincipalId string
@description('Who deploys; empty: nobody gets a role.')
param principalId string
param principalType string
param hasApiToken bool
param purgeProtection bool
@secure()
param iotCentralApiToken string
@secure()
param operatorKey string
@secure()
param eventsSecret string

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7' // Key Vault Secrets Officer

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    // the service takes true or nothing
    enablePurgeProtection: purgeProtection ? true : null
  }
}

resource operatorKeySecret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'operator-key'
  properties: { value: operatorKey }
}

resource eventsSecretSecret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'events-secret'
  properties: { value: eventsSecret }
}

resource apiTokenSecret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (hasApiToken) {
  parent: vault
  name: 'iot-central-api-token'
  properties: { value: iotCentralApiToken }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identityPrincipalId, secretsUser)
  scope: vault
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource assignmentOfWhoDeploys 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(principalId)) {
  name: guid(vault.id, principalId, secretsOfficer)
  scope: vault
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri
