using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>
/// Naming rules that several types of Azure ML have: the patterns of its OpenAPI document 2025-12-01 and of Microsoft's types
/// (<c>Azure.Bicep.Types.Az</c>). What a name is of is said in the refusal.
/// </summary>
internal static class MachineLearningNames
{
    private const string Code = "ValidationError";

    /// <summary>
    /// What an asset is called in refusals, by the collection that it is in. A workspace and a registry have the same.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Assets { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["codes"] = "Code",
            ["environments"] = "Environment",
            ["data"] = "Data",
            ["models"] = "Model",
            ["components"] = "Component",
        };

    /// <summary>As workspaces have it.</summary>
    /// <param name="what">What has the name, as in <c>Registry</c>.</param>
    public static NamingRule Workspace(string what) => new("[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}", 3, 33, Code,
        what + " name '{0}' is invalid. It must be 3 to 33 letters, digits, hyphens and underscores, and begin with a letter or "
            + "digit.");

    /// <summary>As endpoints have it, whose names are hosts.</summary>
    /// <param name="what">What has the name, as in <c>Deployment</c>.</param>
    public static NamingRule Endpoint(string what) => new("[a-zA-Z](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?", 3, 32, Code,
        what + " name '{0}' is invalid. It must be 3 to 32 letters, digits and hyphens, begin with a letter and end with a "
            + "letter or digit.");

    /// <summary>As assets of a registry have it: without the periods that those of a workspace may have.</summary>
    /// <param name="what">What has the name, as in <c>Component</c>.</param>
    public static NamingRule RegistryAsset(string what) => new(@"[a-zA-Z0-9][a-zA-Z0-9\-_]{0,254}", 1, 255, Code,
        what + " name '{0}' is invalid. It must be 1 to 255 letters, digits, hyphens and underscores, and begin with a letter or "
            + "digit.");

    /// <summary>As assets and their versions have it.</summary>
    /// <param name="what">What has the name, as in <c>Component</c>.</param>
    public static NamingRule Asset(string what) => new(@"[a-zA-Z0-9][a-zA-Z0-9\-_.]{0,254}", 1, 255, Code,
        what + " name '{0}' is invalid. It must be 1 to 255 letters, digits, hyphens, underscores and periods, and begin with a "
            + "letter or digit.");
}
