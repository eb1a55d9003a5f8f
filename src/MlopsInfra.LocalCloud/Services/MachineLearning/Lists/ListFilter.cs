using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Lists;

/// <summary>A query parameter that selects of a list.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Selects">What a value of it selects; it refuses a value that means nothing.</param>
internal sealed record ListFilter(string Name, Func<string, Func<JsonObject, bool>> Selects);
