using System.Text.Json.Nodes;

namespace MlopsInfra.Components;

/// <summary>Text between the charts, in Markdown.</summary>
internal sealed record WorkbookText(string Name, string Markdown) : WorkbookItem(Name)
{
    private const int TextType = 1;

    /// <inheritdoc/>
    public override JsonObject ToJson(string logAnalyticsId) =>
        new() { ["type"] = TextType, ["content"] = new JsonObject { ["json"] = Markdown }, ["name"] = Name };
}
