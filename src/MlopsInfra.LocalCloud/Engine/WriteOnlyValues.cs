using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// Marks what Azure never shows again in the values of its resources. The package schema calls next to none of it secret, and a
/// program that gives a password in clear would have it in the state in clear.
/// </summary>
internal static class WriteOnlyValues
{
    // What only its type tells from something that is no secret.
    private static readonly Dictionary<string, string[]> OfTypes = new(StringComparer.Ordinal)
    {
        ["azure-native:keyvault:Secret"] = ["properties", "value"],
        ["azure-native:machinelearningservices:Connection"] = ["properties", "credentials"],
        ["azure-native:machinelearningservices:WorkspaceConnection"] = ["properties", "credentials"],
    };

    /// <summary>The values with what is write-only marked; the same object if there is nothing to mark.</summary>
    /// <param name="type">The type token of a resource of Azure.</param>
    /// <param name="values">Its inputs or outputs.</param>
    public static PropertyMap Mark(string type, PropertyMap values) =>
        Members(values, OfTypes.GetValueOrDefault(type) ?? []);

    private static PropertyMap Members(PropertyMap values, ReadOnlySpan<string> path)
    {
        Dictionary<string, PropertyValue>? marked = null;
        foreach (var (name, value) in values)
        {
            // There, "secrets" and "keys" are whose rights they are.
            if (name == SecretMembers.Rights) continue;
            var isOnPath = path.Length > 0 && path[0] == name;
            var isSecret = SecretMembers.IsSecret(name) || (isOnPath && path.Length == 1)
                || (name == "secret" && value.WithoutSecretMark is PropertyValue.Obj);
            var now = isSecret ? Secret(value) : Inside(value, isOnPath ? path[1..] : []);
            if (ReferenceEquals(now, value)) continue;
            (marked ??= values.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal))[name] = now;
        }

        return marked is null ? values : new PropertyMap(marked);
    }

    private static PropertyValue Inside(PropertyValue value, ReadOnlySpan<string> path)
    {
        switch (value)
        {
            case PropertyValue.Obj known:
                var members = Members(known.Members, path);
                return ReferenceEquals(members, known.Members) ? value : new PropertyValue.Obj(members);
            case PropertyValue.List list:
                var isChanged = false;
                var items = list.Items.ToArray();
                for (var i = 0; i < items.Length; i++)
                {
                    var item = Inside(items[i], []);
                    isChanged |= !ReferenceEquals(item, items[i]);
                    items[i] = item;
                }

                return isChanged ? new PropertyValue.List([.. items]) : value;
            default:
                // Below a mark everything is secret already.
                return value;
        }
    }

    private static PropertyValue Secret(PropertyValue value) =>
        value is PropertyValue.Text or PropertyValue.Obj or PropertyValue.List ? new PropertyValue.Secret(value) : value;
}
