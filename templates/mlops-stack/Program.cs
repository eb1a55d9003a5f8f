using Company.Mlops;
using MlopsInfra.Components;
using Pulumi;
using Pulumi.AzureNative.Authorization;

return await Deployment.RunAsync(async () =>
{
    var client = await GetClientConfig.InvokeAsync();
    var environment = new MlopsEnvironment("mlops", Settings.Read(new Config(), client));
    return Outputs.Of(environment, client);
});
