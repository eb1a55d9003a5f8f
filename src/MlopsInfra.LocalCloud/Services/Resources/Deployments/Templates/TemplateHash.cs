using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>A number that is the same for the same template. Azure's own is not published.</summary>
internal static class TemplateHash
{
    /// <summary>The hash of a template.</summary>
    public static string Of(JsonNode template) =>
        HashFunctions.Number(Minified(template)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The template without white space.</summary>
    public static string Minified(JsonNode template) => template.ToJsonString(JsonText.Options);
}
