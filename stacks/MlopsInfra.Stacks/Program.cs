using MlopsInfra.Stacks;
using Pulumi;

return await Deployment.RunAsync(() => MlopsStack.DeclareAsync());
