using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>The functions that look at their arguments only, and which functions of Azure are not run here.</summary>
internal static class Functions
{
    private static readonly FrozenDictionary<string, Function> Known =
        ((IReadOnlyList<Function>)[.. TextFunctions.All, .. CollectionFunctions.All, .. LogicFunctions.All,
            .. ConversionFunctions.All])
        .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Functions that look at the run; <see cref="IExpressionScope"/> answers them.</summary>
    private static readonly FrozenSet<string> OfRuns = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "trigger", "triggerBody", "triggerOutputs", "actions", "body", "outputs", "parameters", "variables", "item", "items",
        "workflow", "utcNow", "guid");

    /// <summary>What Azure has besides. A definition may use it; a run that comes to it fails and says so.</summary>
    private static readonly FrozenSet<string> NotRun = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "chunk", "formatNumber", "isFloat", "nthIndexOf", "reverse", "sort", "binary", "dataUri", "dataUriToBinary",
        "dataUriToString", "decodeBase64", "decodeDataUri", "base64ToBinary",
        "uriComponentToBinary", "xml", "xpath", "action", "actionBody", "actionOutputs", "formDataMultiValues", "formDataValue",
        "listCallbackUrl", "multipartBody", "result",
        "triggerFormDataMultiValues", "triggerFormDataValue", "triggerMultipartBody", "iterationIndexes", "addDays", "addHours",
        "addMinutes", "addSeconds", "addToTime", "convertFromUtc",
        "convertTimeZone", "convertToUtc", "dateDifference", "dayOfMonth", "dayOfWeek", "dayOfYear", "formatDateTime",
        "getFutureTime", "getPastTime", "parseDateTime", "startOfDay",
        "startOfHour", "startOfMonth", "subtractFromTime", "ticks", "rand", "addProperty", "removeProperty", "setProperty",
        "uriHost", "uriPath", "uriPathAndQuery", "uriPort", "uriQuery", "uriScheme");

    /// <summary>Whether Azure has a function of this name.</summary>
    public static bool Exists(string name) => Known.ContainsKey(name) || OfRuns.Contains(name) || NotRun.Contains(name);

    /// <summary>Calls a function.</summary>
    /// <exception cref="ExpressionException">It is not known, or the arguments don't fit.</exception>
    public static JsonNode? Call(string name, IReadOnlyList<JsonNode?> arguments)
    {
        if (Known.TryGetValue(name, out var function)) return function.Call(arguments);
        throw new ExpressionException(Exists(name)
            ? $"The local cloud does not run the template function '{name}' (with {arguments.Count} arguments)."
            : $"The template function '{name}' is not defined or not valid.");
    }
}
