# What postdeploy.sh does, for Windows.
$ErrorActionPreference = 'Stop'

# the first provision has only just given the role that reads the vault, and it may take minutes until that is known
function Get-Secret($name) {
    for ($attempt = 1; $attempt -le 10; $attempt++) {
        $value = az keyvault secret show --vault-name $env:AZURE_KEY_VAULT_NAME --name $name --query value --output tsv
        if ($LASTEXITCODE -eq 0) { return $value }
        Start-Sleep -Seconds 30
    }
    throw "The secret $name cannot be read from $env:AZURE_KEY_VAULT_NAME. Run this again when your role there is known."
}

# Event Grid refuses a function that does not exist yet
for ($attempt = 1; ; $attempt++) {
    az deployment group create --resource-group $env:AZURE_RESOURCE_GROUP --name orgrelay-subscription `
        --template-file (Join-Path $PSScriptRoot 'subscription.bicep') --parameters functionAppName=$env:AZURE_FUNCTION_APP_NAME `
        topicName=$env:EVENT_TOPIC_NAME storageAccountName=$env:STORAGE_ACCOUNT_NAME --output none
    if ($LASTEXITCODE -eq 0) { break }
    if ($attempt -ge 5) { throw 'The subscription could not be created. Run this again when the function eventgrid is listed by: az functionapp function list' }
    Write-Warning "The function app may need a moment to list its functions; attempt $attempt of 5 failed."
    Start-Sleep -Seconds 20
}

# the value goes by standard input: other users of this machine can read the arguments of a command
$key = Get-Secret operator-key
$key | az functionapp keys set --resource-group $env:AZURE_RESOURCE_GROUP --name $env:AZURE_FUNCTION_APP_NAME `
    --key-type functionKeys --key-name operator --key-value '@-' --output none
if ($LASTEXITCODE -ne 0) { throw 'The operator key was not set as a function key.' }

$url = $env:RELAY_URL
try {
    Invoke-WebRequest "$url/api/health/live" -TimeoutSec 60 -MaximumRetryCount 12 -RetryIntervalSec 10 | Out-Null
} catch {
    throw @"
$url/api/health/live does not answer: the log stream of the function app says why. If it names Key Vault references, the role of the identity was not known yet:
  az functionapp restart --resource-group $env:AZURE_RESOURCE_GROUP --name $env:AZURE_FUNCTION_APP_NAME
Then look again: azd hooks run postdeploy --service orgrelay
"@
}

# the delete of an organization that nobody has goes the whole way to IoT Central, and changes nothing there
$now = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
$body = @{
    specversion = '1.0'; id = "deployment-$now"; source = '/orgrelay/postdeploy'; type = 'orgrelay.organization.deleted'
    data = @{ id = "deployment-check-$now" }
} | ConvertTo-Json -Compress
$answer = (Invoke-WebRequest "$url/api/events" -Method Post -Body $body -ContentType 'application/cloudevents+json' `
        -Headers @{ 'x-api-key' = Get-Secret events-secret } -TimeoutSec 60 -SkipHttpErrorCheck).Content
$answer = if ($answer -is [byte[]]) { [Text.Encoding]::UTF8.GetString($answer) } else { $answer }
Write-Host $answer

if ($answer.Contains('"outcome":"applied"')) {
    Write-Host "Org Relay works: the event went from $url to IoT Central and was applied."
} else {
    Write-Warning @"
The event was not applied; the answer above says why. If IoT Central does not accept the identity, make it a user there:
  az extension add --name azure-iot
  az iot central user create --app-id <id of the application> --user-id orgrelay --role admin ``
    --tenant-id $(az account show --query tenantId --output tsv) --object-id $env:RELAY_PRINCIPAL_ID
Then look again: azd hooks run postdeploy --service orgrelay
"@
    # a person can only do this now that the identity exists; a pipeline has deployed before
    if ($env:CI) { exit 1 }
}
Write-Host "Console: $url/api/console/"
Write-Host "Its key: az keyvault secret show --vault-name $env:AZURE_KEY_VAULT_NAME --name operator-key --query value --output tsv"
