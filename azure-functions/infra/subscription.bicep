// Subscribes the function eventgrid to the topic. Deployed after the function app's code: the function must exist.
param functionAppName string
param topicName string
param storageAccountName string
@description('Where events go that were not delivered in time.')
param deadLetterContainerName string = 'event-grid-dead-letters'

@minValue(1)
@maxValue(30)
@description('How often an event is tried.')
param maxDeliveryAttempts int = 30

@minValue(1)
@maxValue(1440)
@description('How many minutes an event is tried. A day, so that a failure over night costs nothing.')
param eventTimeToLiveInMinutes int = 1440

@description('Types that are delivered; everything if empty.')
param includedEventTypes array = []

resource functionApp 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageAccountName
}

resource topic 'Microsoft.EventGrid/topics@2025-02-15' existing = {
  name: topicName
}

resource subscription 'Microsoft.EventGrid/topics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'orgrelay'
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    destination: {
      endpointType: 'AzureFunction'
      properties: {
        resourceId: '${functionApp.id}/functions/eventgrid'
        // a batch is all or nothing, so one deferred event would bring back the others too
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
      }
    }
    filter: empty(includedEventTypes) ? {} : { includedEventTypes: includedEventTypes }
    retryPolicy: {
      maxDeliveryAttempts: maxDeliveryAttempts
      eventTimeToLiveInMinutes: eventTimeToLiveInMinutes
    }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: {
          resourceId: storage.id
          blobContainerName: deadLetterContainerName
        }
      }
    }
  }
}
