#!/usr/bin/env bash
# Makes a fresh clone for which a NuGet source serves packages named as the official Pulumi packages: the stand-ins of sdks/, packed. It shows, where
# the official packages can't be had, what a clone does where they can: probe, restore, build, all tests, the packages.
#
#   build/packaged-clone.sh FOLDER        for example: build/packaged-clone.sh /tmp/packaged
#   cd FOLDER/clone && dotnet build MlopsInfra.slnx -warnaserror && dotnet test MlopsInfra.slnx --no-build
#
# FOLDER gets the feed, a package folder of its own (the user's must never hold a stand-in under the official name), the clone with the files as they are
# now, committed or not, and a nuget.config above it that says where all that is. Other packages come from the user's package folder and sources.
set -euo pipefail

fail() {
  echo "packaged-clone: $1" >&2
  exit 2
}
(($# == 1)) || fail 'usage: build/packaged-clone.sh FOLDER'
[[ ! -e $1 || -z $(ls -A "$1") ]] || fail "'$1' is not empty: name a folder that is, or one that does not exist."
mkdir -p "$1"
folder=$(cd "$1" && pwd -P)
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=$(dotnet nuget locals global-packages --list)
packages=${packages#*: }

for id in Pulumi Pulumi.AzureNative Pulumi.AzureDevOps Pulumi.Github; do
  dotnet pack "sdks/$id" --nologo --verbosity quiet --output "$folder/feed" -p:IsPackable=true -p:PulumiSdk=local
done

cat >"$folder/nuget.config" <<END
<configuration>
  <config>
    <add key="globalPackagesFolder" value="$folder/packages" />
  </config>
  <packageSources>
    <add key="packaged-stand-ins" value="$folder/feed" />
  </packageSources>
  <fallbackPackageFolders>
    <add key="user" value="$packages" />
  </fallbackPackageFolders>
</configuration>
END

git clone --quiet . "$folder/clone"
git ls-files -z --deleted | (cd "$folder/clone" && xargs -0 rm -f --)
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do [[ ! -e $file ]] || printf '%s\0' "$file"; done \
  | tar --create --null --files-from - | tar --extract --directory "$folder/clone"
echo "$folder/clone"
