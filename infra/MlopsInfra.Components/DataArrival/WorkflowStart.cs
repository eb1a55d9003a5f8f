namespace MlopsInfra.Components;

/// <summary>What a Logic App starts, and as whom.</summary>
/// <param name="IdentityId">ARM id of the identity that it calls Azure Resource Manager with.</param>
/// <param name="Audience">What its tokens are for: Azure Resource Manager of the cloud.</param>
/// <param name="JobName">Expression: name of the job, which is the same whenever the same thing starts it.</param>
/// <param name="InputName">Input of the pipeline that is given the folder.</param>
/// <param name="Folder">Expression: path of the folder in the datastore.</param>
/// <param name="Tags">Tags of the job: names and expressions.</param>
internal sealed record WorkflowStart(string IdentityId, string Audience, string JobName, string InputName, string Folder,
    IReadOnlyList<(string Name, string Expression)> Tags);
