"""Teaching a group: rounds of votes over one scenario, what the teacher is told meanwhile, and the group's debrief."""
