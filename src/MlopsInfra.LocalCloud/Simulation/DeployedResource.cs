using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Simulation;

/// <summary>
/// A resource as far as needs can be read from it: its id, the texts in its inputs, and what the cloud made up for it.
/// </summary>
internal sealed class DeployedResource
{
    /// <summary>Outputs that nobody can know before the resource is there.</summary>
    private static readonly HashSet<string> MadeUp = new(StringComparer.Ordinal)
    {
        "principalId", "clientId", "objectId", "connectionString", "instrumentationKey", "customerId", "accessEndpoint",
        "issuerURL",
        "workloadIdentityFederationIssuer", "workloadIdentityFederationSubject",
    };

    private readonly List<string> _texts;
    private readonly List<string> _madeUp;

    private DeployedResource(string urn, ResourceId id, List<string> texts, List<string> madeUp)
    {
        (Urn, Id, Type, Parent) = (urn, id.Value, id.Type, id.Parent?.Value);
        (_texts, _madeUp) = (texts, madeUp);
    }

    public string Urn { get; }

    public string Id { get; }

    public string Type { get; }

    /// <summary>The id of what it stands in.</summary>
    public string? Parent { get; }

    /// <summary>Reads a resource of Azure; null for those of other clouds, whose needs are not known.</summary>
    public static DeployedResource? Of(SimulatedResource resource)
    {
        if (!ResourceId.TryParse(resource.Step.Id, out var id)) return null;
        var texts = new List<string>();
        Collect(resource.Step.NewInputs ?? PropertyMap.Empty, (_, text) => texts.Add(text));
        var madeUp = new List<string>();
        // What it was given is not its own.
        Collect(resource.Step.Outputs ?? PropertyMap.Empty, (name, text) =>
        {
            if (MadeUp.Contains(name) && text.Length > 0 && !texts.Contains(text)) madeUp.Add(text);
        });
        return new DeployedResource(resource.Urn, id, texts, madeUp);
    }

    /// <summary>Whether it stands in another one, directly or not.</summary>
    public bool IsBelow(DeployedResource other) => IsWithin(Id, other.Id);

    /// <summary>Whether it names another one, or something in it, by its id.</summary>
    public bool RefersTo(DeployedResource other) => RefersTo(other.Id);

    /// <inheritdoc cref="RefersTo(DeployedResource)"/>
    public bool RefersTo(string id) => _texts.Exists(text => IsWithin(text, id));

    /// <summary>Whether it names something at, in or around a scope.</summary>
    public bool Reaches(string scope) => _texts.Exists(text => IsWithin(text, scope) || IsWithin(scope, text));

    /// <summary>Whether it holds something that the cloud made up for another one.</summary>
    public bool Holds(DeployedResource other) =>
        other._madeUp.Exists(value => _texts.Exists(text => text.Contains(value, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a text is in its inputs.</summary>
    public bool Says(string text) => _texts.Contains(text);

    private static bool IsWithin(string id, string around) =>
        around.StartsWith('/') && ResourceId.IsWithin(id, around);

    private static void Collect(PropertyMap members, Action<string, string> found)
    {
        foreach (var (name, value) in members)
        {
            // The ids of identities are the keys of a map; its values tell of the identities, not of who has them.
            if (name.StartsWith('/')) found("", name);
            else Collect(name, value, found);
        }
    }

    private static void Collect(string name, PropertyValue value, Action<string, string> found)
    {
        switch (value.WithoutSecretMark)
        {
            case PropertyValue.Text text:
                found(name, text.Value);
                break;
            case PropertyValue.Obj inner:
                Collect(inner.Members, found);
                break;
            case PropertyValue.List list:
                foreach (var item in list.Items) Collect(name, item, found);
                break;
        }
    }
}
