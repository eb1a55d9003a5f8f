using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Assets, archives and resources that came over the wire.</summary>
internal static class SpecialValues
{
    /// <summary>Null for anything else.</summary>
    public static object? Read(Value value) => WireValue.SignatureOf(value) switch
    {
        WireConstants.AssetSignature => ReadAsset(value.StructValue.Fields),
        WireConstants.ArchiveSignature => ReadArchive(value.StructValue.Fields),
        WireConstants.ResourceSignature => ReadResource(value.StructValue.Fields),
        _ => null,
    };

    private static Asset? ReadAsset(MapField<string, Value> members) =>
        Text(members, WireConstants.AssetMemberText) is { } text ? new StringAsset(text)
        : Text(members, WireConstants.AssetMemberPath) is { } path ? new FileAsset(path)
        : Text(members, WireConstants.AssetMemberUri) is { } uri ? new RemoteAsset(uri)
        : null;

    private static Archive? ReadArchive(MapField<string, Value> members) =>
        Text(members, WireConstants.ArchiveMemberPath) is { } path ? new FileArchive(path)
        : Text(members, WireConstants.ArchiveMemberUri) is { } uri ? new RemoteArchive(uri)
        : members.TryGetValue(WireConstants.ArchiveMemberAssets, out var assets) ? new AssetArchive(ReadEntries(assets))
        : null;

    private static Dictionary<string, AssetOrArchive> ReadEntries(Value assets)
    {
        var entries = new Dictionary<string, AssetOrArchive>();
        foreach (var (name, value) in assets.StructValue.Fields)
            if (Read(value) is AssetOrArchive entry)
                entries[name] = entry;
        return entries;
    }

    /// <summary>An instance of the type's class if one is loaded (I25, protocol R16).</summary>
    private static Resource? ReadResource(MapField<string, Value> members) =>
        Text(members, WireConstants.Urn) is { } urn
            ? ResourceClasses.Create(urn) ?? new UnregisteredResource(urn)
            : null;

    private static string? Text(MapField<string, Value> members, string key) =>
        members.TryGetValue(key, out var value) && value.KindCase == Value.KindOneofCase.StringValue ? value.StringValue : null;
}
