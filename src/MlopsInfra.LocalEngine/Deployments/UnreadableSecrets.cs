using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>For previews against an export without its key: a secret that can't be read is taken for unchanged.</summary>
internal static class UnreadableSecrets
{
    /// <summary>The old inputs with the new value wherever the old one is an unknown secret; as they are where all could be read.</summary>
    public static PropertyMap AssumeUnchanged(DeploymentRun run, PropertyMap before, PropertyMap now) =>
        run.Setup.State.UnreadableSecrets > 0 ? AssumeUnchanged(before, now) : before;

    private static PropertyMap AssumeUnchanged(PropertyMap before, PropertyMap now) => before.ContainsUnknowns
        ? new PropertyMap(before.Select(member => KeyValuePair.Create(member.Key, now.TryGetValue(member.Key, out var value) ? Assume(member.Value, value) : member.Value)))
        : before;

    private static PropertyValue Assume(PropertyValue before, PropertyValue now) => (before, now.WithoutSecretMark) switch
    {
        (PropertyValue.Secret { Value: PropertyValue.UnknownValue }, _) => now,
        (PropertyValue.Obj old, PropertyValue.Obj obj) => new PropertyValue.Obj(AssumeUnchanged(old.Members, obj.Members)),
        (PropertyValue.List old, PropertyValue.List list) =>
            new PropertyValue.List([.. old.Items.Select((item, i) => i < list.Items.Length ? Assume(item, list.Items[i]) : item)]),
        _ => before,
    };
}
