#!/bin/sh
# Builds the zip that azd deploys, and makes sure that its handler runs on Azure. With SKIP_BUILD=true it only checks the zip that is there, such as that of a release.
set -eu
cd "$(dirname "$0")/../.."
zip=target/azure-functions/orgrelay.zip

if [ "${SKIP_BUILD:-}" = true ]; then
  echo "SKIP_BUILD: taking $zip as it is"
elif docker info > /dev/null 2>&1 || podman info > /dev/null 2>&1; then
  # the hosts are x86-64, whatever this machine is
  ./mvnw --batch-mode package -Dnative -DskipTests -Dquarkus.native.container-build=true \
    -Dquarkus.native.container-runtime-options=--platform=linux/amd64
elif [ "$(uname -sm)" = "Linux x86_64" ] && [ -x "${GRAALVM_HOME:-}/bin/native-image" ]; then
  ./mvnw --batch-mode package -Dnative -DskipTests
else
  echo "A native executable is built in a container, or by GraalVM on Linux x86-64: start Docker or Podman, or set GRAALVM_HOME (docs/native.md)." >&2
  exit 1
fi

# bytes 18 and 19 of an executable name its processor
case $(unzip -p "$zip" orgrelay 2> /dev/null | od -An -tx1 -j18 -N2 2> /dev/null | tr -d ' ') in
  3e00) ;;
  '')
    echo "$zip has no native handler, and the hosts of custom handlers have no Java: what ./mvnw package stages is for func start only. Leave SKIP_BUILD out." >&2
    exit 1
    ;;
  *)
    echo "The handler in $zip is for another processor than x86-64, which the hosts have. Leave SKIP_BUILD out." >&2
    exit 1
    ;;
esac
