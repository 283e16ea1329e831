-- Which words stand in which post; made anew from the posts where it is empty.
{words post_words};
