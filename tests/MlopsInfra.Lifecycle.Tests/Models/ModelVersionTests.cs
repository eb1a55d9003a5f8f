using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Tests.Models;

/// <summary>What a model version says about itself, as Azure shows it.</summary>
public sealed class ModelVersionTests
{
    [Fact]
    public void Metrics_are_the_numbers_among_the_tags()
    {
        var model = ModelVersion.Of("pump-failures", Shown(new JsonObject
        {
            ["mlops.metric.roc_auc"] = "0.871", ["mlops.metric.brier"] = "1e-2", ["mlops.metric"] = "roc_auc",
            ["mlops.metric.note"] = "none", ["owner"] = "7",
        }));

        Assert.Equal("pump-failures:3", model.Reference);
        Assert.Equal(new Dictionary<string, double> { ["roc_auc"] = 0.871, ["brier"] = 0.01 }, model.Metrics);
        Assert.Equal("roc_auc", model.Tag(LifecycleTags.Metric));
        Assert.Null(model.Tag(LifecycleTags.Tested));
    }

    private static JsonObject Shown(JsonObject tags) => new()
    {
        ["id"] = "/workspaces/w/models/pump-failures/versions/3",
        ["name"] = "3",
        ["properties"] = new JsonObject { ["modelUri"] = "azureml://jobs/j/outputs/artifacts/paths/model", ["tags"] = tags },
        ["systemData"] = new JsonObject { ["createdAt"] = "2026-03-01T10:00:00Z" },
    };
}
