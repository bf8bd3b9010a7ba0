// What to watch, from the lines that Org Relay logs: an alert for each kind of trouble, and a workbook that shows them all (docs/telemetry.md).
param name string
param location string
param tags object
@description('The Application Insights component that has the lines.')
param insightsId string
@description('Who hears of alerts by mail; nobody if empty.')
param alertEmail string

// each row of a query is trouble; how often one is asked, and over which time
var troubles = [
  {
    name: 'application-down'
    title: 'An application is down'
    todo: 'IoT Central does not answer, or does not accept the credential. Changes wait.'
    query: loadTextContent('../queries/application-down.kql')
    dimension: 'application'
    severity: 1
    every: 'PT5M'
    over: 'P1D'
  }
  {
    name: 'waiting'
    title: 'Changes wait'
    todo: 'Changes were deferred more than 30 minutes ago and are not applied yet.'
    query: loadTextContent('../queries/waiting.kql')
    dimension: 'application'
    severity: 2
    every: 'PT15M'
    over: 'PT6H'
  }
  {
    name: 'dead-letters'
    title: 'Dead letters'
    todo: 'Changes were refused or given up. They are not tried again by themselves.'
    query: loadTextContent('../queries/dead-letters.kql')
    dimension: 'source'
    severity: 2
    every: 'PT15M'
    over: 'PT30M'
  }
  {
    name: 'token-ends'
    title: 'An API token ends'
    todo: 'Make a new API token in IoT Central, and put it into the key vault.'
    query: loadTextContent('../queries/token-ends.kql')
    dimension: 'application'
    severity: 2
    every: 'PT6H'
    over: 'P1D'
  }
  {
    name: 'source-silent'
    title: 'A source is silent'
    todo: 'A source sent changes until a day ago, and none since.'
    query: loadTextContent('../queries/source-silent.kql')
    dimension: 'source'
    severity: 3
    every: 'PT1H'
    over: 'P2D'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertEmail)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'orgrelay'
    emailReceivers: [{ name: 'mail', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for trouble in troubles: {
    name: '${name}-${trouble.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Org Relay: ${trouble.title}'
      description: trouble.todo
      enabled: true
      severity: trouble.severity
      scopes: [insightsId]
      evaluationFrequency: trouble.every
      windowSize: trouble.over
      criteria: {
        allOf: [
          {
            query: trouble.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            // an alert of its own for each application or source, which the mail names
            dimensions: [{ name: trouble.dimension, operator: 'Include', values: ['*'] }]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: empty(alertEmail) ? [] : [people.id] }
    }
  }
]

var tables = [
  for trouble in troubles: {
    type: 3
    name: trouble.name
    content: {
      version: 'KqlItem/1.0'
      title: trouble.title
      noDataMessage: 'None.'
      query: trouble.query
      size: 1
      timeContext: { durationMs: 172800000 }
      queryType: 0
      resourceType: 'microsoft.insights/components'
    }
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insightsId, 'orgrelay')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Org Relay'
    category: 'workbook'
    sourceId: insightsId
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat(
        [
          {
            type: 3
            name: 'outcomes'
            content: {
              version: 'KqlItem/1.0'
              title: 'Outcomes'
              query: loadTextContent('../queries/outcomes.kql')
              visualization: 'timechart'
              size: 0
              timeContext: { durationMs: 172800000 }
              queryType: 0
              resourceType: 'microsoft.insights/components'
            }
          }
        ],
        tables
      )
    })
  }
}
