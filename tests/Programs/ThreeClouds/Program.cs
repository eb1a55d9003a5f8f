using Pulumi;
using ThreeClouds;

return await Deployment.RunAsync(() =>
{
    Dictionary<string, object?> outputs = [];
    OnAzure.Declare(outputs);
    OnAzureDevOps.Declare(outputs);
    OnGitHub.Declare(outputs);
    return outputs;
});
