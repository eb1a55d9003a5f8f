using System.Text.Json.Nodes;

namespace MlopsInfra.Contract.Tests;

public sealed class EnvironmentOutputsTests
{
    [Fact]
    public void What_pulumi_stack_output_prints_is_read_as_it_is()
    {
        var outputs = EnvironmentOutputs.Parse(PrintedOutputs.Create().ToJsonString());

        Assert.Equal("dev", outputs.Environment);
        Assert.Equal(PrintedOutputs.Workspace, outputs.WorkspaceId);
        Assert.Equal("cpu-cluster", outputs.TrainingComputeName);
        Assert.Equal(new Uri("https://stmlopsdev.blob.core.windows.net/"), outputs.BlobEndpoint);
        Assert.Equal(new DatastoreNames("training_data", "scoring_inputs", "predictions"), outputs.Datastores);
        Assert.Equal("ep-mlops-dev", outputs.BatchEndpointName);
    }

    [Fact]
    public void What_came_later_is_read_where_a_stack_has_it()
    {
        var printed = PrintedOutputs.Create();
        Assert.Null(EnvironmentOutputs.Parse(printed.ToJsonString()).BatchScoringEndpointName);
        Assert.Null(EnvironmentOutputs.Parse(printed.ToJsonString()).Datastores.Labels);

        printed["batchScoringEndpointName"] = "ep-mlops-dev-score";
        foreach (var name in (string[])["labels", "feedback", "batchInputs", "monitoring"])
            printed["datastores"]![name] = name.ToUpperInvariant();
        var outputs = EnvironmentOutputs.Parse(printed.ToJsonString());
        Assert.Equal("ep-mlops-dev-score", outputs.BatchScoringEndpointName);
        Assert.Equal(
            new DatastoreNames("training_data", "scoring_inputs", "predictions")
            {
                Labels = "LABELS", Feedback = "FEEDBACK", BatchInputs = "BATCHINPUTS", Monitoring = "MONITORING",
            },
            outputs.Datastores);
    }

    [Fact]
    public void Outputs_of_other_names_and_ids_in_another_case_do_no_harm()
    {
        var printed = PrintedOutputs.Create();
        printed["workspaceId"] = PrintedOutputs.Workspace.Replace("resourceGroups", "resourcegroups", StringComparison.Ordinal);
        printed["dashboardUrl"] = "https://portal.example";

        Assert.Equal("mlw-mlops-dev", EnvironmentOutputs.Parse(printed.ToJsonString()).WorkspaceName);
    }

    [Fact]
    public void Everything_that_is_missing_or_wrong_is_reported_together()
    {
        var printed = PrintedOutputs.Create();
        printed.Remove("location");
        printed.Remove("datastores");
        printed["tenantId"] = "contoso";
        printed["workspaceName"] = 7;
        printed["registryName"] = " ";
        printed["registryLoginServer"] = "[secret]";
        printed["blobEndpoint"] = "http://stmlopsdev.blob.core.windows.net";
        printed["batchEndpointName"] = "1-train-";

        var thrown =
            Assert.Throws<EnvironmentOutputsException>(() => EnvironmentOutputs.Parse(printed.ToJsonString(), "outputs.json"));

        Assert.Equal(
            [
                "output 'tenantId' is 'contoso'; expected a GUID.",
                "output 'location' is missing.",
                "output 'workspaceName' is the number 7; expected a string.",
                "output 'blobEndpoint' is 'http://stmlopsdev.blob.core.windows.net'; expected an https address that ends with a "
                    + "slash.",
                "output 'datastores' is missing.",
                "output 'registryName' is empty.",
                "output 'registryLoginServer' is a secret; nothing that the post-deploy step reads may be one.",
                "output 'batchEndpointName' is '1-train-'; an endpoint's name has 3 to 32 letters, digits and hyphens, " +
                "begins with a letter and does not end with a hyphen.",
            ],
            thrown.Errors);
        Assert.StartsWith("outputs.json: output 'tenantId'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Datastores_are_missed_one_by_one()
    {
        var printed = PrintedOutputs.Create();
        printed["datastores"] = new JsonObject { ["trainingData"] = "training_data" };

        var thrown = Assert.Throws<EnvironmentOutputsException>(() => EnvironmentOutputs.Parse(printed.ToJsonString()));

        Assert.Equal(["output 'datastores.scoringInputs' is missing.", "output 'datastores.predictions' is missing."],
            thrown.Errors);
    }

    [Fact]
    public void An_id_of_another_workspace_than_the_names_say_is_refused()
    {
        var printed = PrintedOutputs.Create();
        printed["workspaceName"] = "mlw-mlops-prod";

        var thrown = Assert.Throws<EnvironmentOutputsException>(() => EnvironmentOutputs.Parse(printed.ToJsonString()));

        Assert.Contains("workspaces/mlw-mlops-prod'", Assert.Single(thrown.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("Current stack outputs (3):", "not JSON")]
    [InlineData("{\"environment\": \"\\ud800\"}", "not JSON")]
    [InlineData("{\"\\udc00\": 1}", "not JSON")]
    [InlineData("[]", "found a list")]
    public void Text_of_another_shape_says_what_was_expected(string text, string expected)
    {
        var thrown = Assert.Throws<EnvironmentOutputsException>(() => EnvironmentOutputs.Parse(text));

        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("pulumi stack output --json", thrown.Message, StringComparison.Ordinal);
    }
}
