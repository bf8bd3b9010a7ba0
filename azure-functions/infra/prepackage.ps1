# What prepackage.sh does, for Windows: builds in a container only.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '../..')
$zip = 'target/azure-functions/orgrelay.zip'

if ($env:SKIP_BUILD -eq 'true') {
    Write-Host "SKIP_BUILD: taking $zip as it is"
} else {
    ./mvnw.cmd --batch-mode package -Dnative -DskipTests '-Dquarkus.native.container-build=true' '-Dquarkus.native.container-runtime-options=--platform=linux/amd64'
    if ($LASTEXITCODE -ne 0) { throw 'The native executable was not built. It is built in a container: is Docker running? (docs/native.md)' }
}

Add-Type -AssemblyName System.IO.Compression.FileSystem
$archive = [IO.Compression.ZipFile]::OpenRead((Resolve-Path $zip))
try {
    $handler = $archive.GetEntry('orgrelay')
    if (-not $handler) { throw "$zip has no native handler, and the hosts of custom handlers have no Java: what mvnw package stages is for func start only. Leave SKIP_BUILD out." }
    # bytes 18 and 19 of an executable name its processor
    $reader = [IO.BinaryReader]::new($handler.Open())
    try { $head = $reader.ReadBytes(20) } finally { $reader.Dispose() }
    if ($head[18] -ne 0x3e -or $head[19] -ne 0) { throw "The handler in $zip is for another processor than x86-64, which the hosts have. Leave SKIP_BUILD out." }
} finally {
    $archive.Dispose()
}
