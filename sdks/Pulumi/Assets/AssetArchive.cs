using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets)
    : Archive(WireConstants.ArchiveMemberAssets, assets.ToImmutableDictionary());
