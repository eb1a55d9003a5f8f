using System.Security.Cryptography;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged;

/// <summary>
/// Names of bridged resources. Both packages give an automatic one to every type with an input <c>name</c> (their
/// provider/resources.go: <c>SetAutonaming(255, "-")</c>).
/// </summary>
internal static class BridgedNames
{
    /// <summary>
    /// A name for what is given none: the name in the program, a hyphen, seven hexadecimal digits; null if the type takes no
    /// name.
    /// </summary>
    public static string? Automatic(ResourceSchema resource, CheckRequest request) => TakesName(resource)
        ? $"{request.Name}-{Convert.ToHexStringLower(SHA256.HashData(request.RandomSeed.AsSpan()))[..7]}"
        : null;

    /// <summary>
    /// Whether the program chose the name. Then the old one has to go before its replacement comes; an automatic name is made
    /// anew, so that both can be there (pkg/tfbridge/schema.go of the Pulumi Terraform bridge, nameRequiresDeleteBeforeReplace;
    /// pulumi/pulumi-terraform#465).
    /// </summary>
    public static bool IsGiven(ResourceSchema resource, PropertyMap inputs) =>
        TakesName(resource) && inputs.ContainsKey("name") && ReservedKeys.WasFilledIn(inputs, "name") == false;

    private static bool TakesName(ResourceSchema resource) =>
        resource.Body.Find("name") is { Type: TypeSchema.Primitive { Kind: PrimitiveKind.String } };
}
