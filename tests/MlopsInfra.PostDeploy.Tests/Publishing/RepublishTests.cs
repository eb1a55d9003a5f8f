using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>What a second publication does after a change, and what it leaves alone.</summary>
public sealed class RepublishTests
{
    [Fact]
    public async Task A_change_registers_only_what_it_reaches_and_the_deployment_before_stays()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        var first = await azure.PublishAsync(pipeline);
        pipeline.Edit("components/train.yml", "display_name: Train", "display_name: Fit");

        var second = await azure.PublishAsync(pipeline);

        Assert.Equal(
            ["component train_pump_failures_model Create", "pipeline train_pump_failures Create", "endpoint ep-mlops-dev Update",
                $"deployment {second.Deployment} Create"],
            second.Assets.Where(asset => asset.Op != PublishOperation.Same)
                .Select(asset => $"{asset.Kind.Word()} {asset.Name} {asset.Op}"));
        Assert.Equal(second.Deployment, azure.DefaultDeployment);
        Assert.Equal(first.Deployment, second.PreviousDeployment);
        Assert.Equal([first.Deployment, second.Deployment], azure.Deployments.OrderBy(name => name == second.Deployment));
    }

    [Fact]
    public async Task Two_deployments_are_kept_and_those_that_others_made_are_left_alone()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        var first = await azure.PublishAsync(pipeline);
        await azure.PutAsync($"{azure.Outputs.WorkspaceId}/batchEndpoints/ep-mlops-dev/deployments/by-hand",
            new JsonObject { ["location"] = "westeurope", ["properties"] = new JsonObject() });
        pipeline.Edit("pipeline.yml", "default: 120", "default: 130");
        var second = await azure.PublishAsync(pipeline);
        pipeline.Edit("pipeline.yml", "default: 130", "default: 140");

        var third = await azure.PublishAsync(pipeline);

        Assert.Equal([first.Deployment!], third.Pruned);
        Assert.Equal(second.Deployment, third.PreviousDeployment);
        Assert.Equal(new[] { "by-hand", second.Deployment, third.Deployment }.Order(), azure.Deployments.Order());
    }

    [Fact]
    public async Task Going_back_to_earlier_content_makes_its_deployment_the_default_again()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        var first = await azure.PublishAsync(pipeline);
        pipeline.Edit("pipeline.yml", "default: 120", "default: 130");
        await azure.PublishAsync(pipeline);
        pipeline.Edit("pipeline.yml", "default: 130", "default: 120");
        azure.Forget();

        var back = await azure.PublishAsync(pipeline);

        Assert.Equal(first.Deployment, back.Deployment);
        Assert.Equal(first.Deployment, azure.DefaultDeployment);
        Assert.Equal([$"PUT {azure.Outputs.WorkspaceId}/batchEndpoints/ep-mlops-dev"], azure.Writes);
    }

    [Fact]
    public async Task The_endpoint_that_the_program_has_made_keeps_what_is_the_programs()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        pipeline.Delete("endpoint.yml");
        await azure.PutAsync($"{azure.Outputs.WorkspaceId}/batchEndpoints/{azure.Outputs.BatchEndpointName}", new JsonObject
        {
            ["location"] = "westeurope",
            ["tags"] = new JsonObject { ["environment"] = "dev" },
            ["identity"] = new JsonObject { ["type"] = "SystemAssigned" },
            ["properties"] = new JsonObject { ["authMode"] = "AADToken", ["description"] = "Made by the program",
                ["properties"] = new JsonObject { ["team"] = "ml" } },
        });

        var result = await azure.PublishAsync(pipeline);

        var endpoint = azure.Find($"batchEndpoints/{azure.Outputs.BatchEndpointName}")!;
        Assert.Equal(result.Deployment, azure.DefaultDeployment);
        Assert.Equal("dev", (string?)endpoint["tags"]!["environment"]);
        Assert.Equal(("Made by the program", "ml"),
            ((string?)endpoint["properties"]!["description"], (string?)endpoint["properties"]!["properties"]!["team"]));
        azure.Forget();
        await azure.PublishAsync(pipeline);
        Assert.Empty(azure.Writes);
    }
}
